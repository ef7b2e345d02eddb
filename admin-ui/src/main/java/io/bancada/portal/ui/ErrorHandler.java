package io.bancada.portal.ui;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.PartialResponseWriter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.primefaces.csp.CspException;

/**
 * What escapes from a page: the service's status and words for a refusal, status 500 and a correlation id for a bug. A
 * page that was left open too long, or that has led on and was come back to, is simply read again.
 */
public final class ErrorHandler extends ExceptionHandlerWrapper {
    private static final Logger LOG = Logger.getLogger(ErrorHandler.class);

    ErrorHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        var events = getUnhandledExceptionQueuedEvents().iterator();
        if (!events.hasNext()) {
            return;
        }
        var thrown = events.next().getContext().getException();
        events.remove();
        while (events.hasNext()) {
            events.next();
            events.remove();
        }
        var context = FacesContext.getCurrentInstance();
        if (context.getResponseComplete()) {
            return;
        }
        try {
            answer(context, thrown);
        } catch (IOException e) {
            throw new FacesException(e);
        }
        context.responseComplete();
    }

    private static void answer(FacesContext context, Throwable thrown) throws IOException {
        var external = context.getExternalContext();
        var outdated =
                causeOf(ViewExpiredException.class, thrown) != null || causeOf(CspException.class, thrown) != null;
        if (external.isResponseCommitted()) {
            if (!outdated) {
                LOG.error("a page failed when its beginning was on its way already", thrown);
            }
            return;
        }
        if (outdated) {
            expired(external);
            return;
        }
        var refusal = causeOf(BancadaException.class, thrown);
        var correlation = UUID.randomUUID().toString();
        if (refusal == null) {
            LOG.errorf(thrown, "a page failed; correlation id %s", correlation);
        }
        var status = refusal == null ? 500 : refusal.code().status();
        var code = refusal == null ? ErrorCode.INTERNAL.arm() : refusal.code().arm();
        var message = refusal == null ? correlation : String.valueOf(refusal.getMessage());
        external.responseReset();
        if (context.getPartialViewContext().isAjaxRequest()) {
            partial(context, status, code, message);
        } else {
            external.getRequestMap().put("bancada.error", new Trouble(status, code, message, correlation));
            external.setResponseStatus(status);
            var request = (HttpServletRequest) external.getRequest();
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
            external.setRequest(new Reading(request));
            external.dispatch("/error.xhtml");
        }
    }

    private static void expired(ExternalContext external) throws IOException {
        var request = (HttpServletRequest) external.getRequest();
        var query = request.getQueryString();
        external.redirect(request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    private static void partial(FacesContext context, int status, String code, String message) throws IOException {
        var external = context.getExternalContext();
        external.setResponseStatus(status);
        external.setResponseContentType("text/xml");
        external.setResponseCharacterEncoding("UTF-8");
        PartialResponseWriter writer = context.getPartialViewContext().getPartialResponseWriter();
        writer.startDocument();
        writer.startError(code);
        writer.write(message.replace("]]>", "]] >"));
        writer.endError();
        writer.endDocument();
        writer.flush();
    }

    private static <T extends Throwable> @Nullable T causeOf(Class<T> type, @Nullable Throwable thrown) {
        for (var t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    /** The request without what was posted, so that the error page is shown and not taken for the page that was left. */
    private static final class Reading extends HttpServletRequestWrapper {
        Reading(HttpServletRequest posted) {
            super(posted);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }
    }

    /** Named in faces-config.xml. */
    public static final class Factory extends ExceptionHandlerFactory {
        public Factory(ExceptionHandlerFactory wrapped) {
            super(wrapped);
        }

        @Override
        public ExceptionHandler getExceptionHandler() {
            return new ErrorHandler(getWrapped().getExceptionHandler());
        }
    }
}
