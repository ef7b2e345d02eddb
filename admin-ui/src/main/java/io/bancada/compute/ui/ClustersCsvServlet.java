package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.CsvFile;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The list of clusters as a table for other programs, with the filters of the page. */
@WebServlet("/clusters.csv")
public class ClustersCsvServlet extends HttpServlet {
    private final ClusterList list;
    private final SignedOn person;

    @Inject
    ClustersCsvServlet(ClusterList list, SignedOn person) {
        this.list = list;
        this.person = person;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var choice = new ClusterChoice();
        choice.setName(request.getParameter("name"));
        choice.setState(request.getParameter("state"));
        choice.setPriority(request.getParameter("priority"));
        try {
            var rows = list.all(person.caller(), choice);
            try (var file = CsvFile.answer(
                    response,
                    "clusters.csv",
                    "name",
                    "state",
                    "reason",
                    "vmSize",
                    "vmPriority",
                    "nodes",
                    "nodesRunning",
                    "minNodeCount",
                    "maxNodeCount",
                    "jobsWaiting",
                    "createdBy",
                    "created")) {
                for (var row : rows) {
                    line(file, row);
                }
            }
        } catch (BancadaException e) {
            response.sendError(e.code().status());
        }
    }

    private static void line(CsvFile file, ClusterRow row) throws IOException {
        file.line(
                row.name(),
                row.state(),
                row.reason().english(),
                row.size(),
                row.priority(),
                row.current(),
                row.nodesRunning(),
                row.details().cluster().scale().minNodeCount(),
                row.max(),
                row.waiting(),
                row.details().createdByName(),
                row.details().createdAt());
    }
}
