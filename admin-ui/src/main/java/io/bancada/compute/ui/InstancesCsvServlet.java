package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.CsvFile;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The list of compute instances as a table for other programs, with the filters of the page. */
@WebServlet("/instances.csv")
public class InstancesCsvServlet extends HttpServlet {
    private final AllComputes computes;
    private final SignedOn person;

    @Inject
    InstancesCsvServlet(AllComputes computes, SignedOn person) {
        this.computes = computes;
        this.person = person;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var choice = new InstanceChoice();
        choice.setName(request.getParameter("name"));
        choice.setState(request.getParameter("state"));
        choice.setWhose(request.getParameter("whose"));
        try {
            var caller = person.caller();
            var found = computes.of(caller, choice.filter(caller));
            try (var file = CsvFile.answer(
                    response,
                    "instances.csv",
                    "name",
                    "state",
                    "since",
                    "reason",
                    "vmSize",
                    "assignedTo",
                    "createdBy",
                    "created",
                    "lastOperation",
                    "lastOperationStatus",
                    "lastOperationTrigger")) {
                for (var compute : found) {
                    line(file, compute);
                }
            }
        } catch (BancadaException e) {
            response.sendError(e.code().status());
        }
    }

    private static void line(CsvFile file, ComputeDetails compute) throws IOException {
        var instance = compute.instance();
        file.line(
                compute.name(),
                instance.state().name(),
                instance.stateAt(),
                compute.reason().english(),
                instance.vmSize(),
                instance.ownerName(),
                compute.createdByName(),
                compute.createdAt(),
                instance.lastOperation().name(),
                instance.lastOperation().status(),
                instance.lastOperation().trigger());
    }
}
