package io.bancada.access.ui;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page that says that nobody can sign on now; nobody has to be signed on to see it. */
@WebServlet(SignOnOutage.PAGE)
public class SignOnUnavailableServlet extends HttpServlet {
    private static final String SECONDS = "10";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", SECONDS);
        request.getRequestDispatcher("/sign-on-unavailable.xhtml").forward(request, response);
    }
}
