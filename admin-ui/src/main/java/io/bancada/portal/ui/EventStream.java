package io.bancada.portal.ui;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Server-Sent Events to one open page. Whoever sends finds out that the page has gone by {@link #isOpen}. */
public final class EventStream {
    private final AsyncContext async;
    private final HttpSession session;
    private final Consumer<EventStream> closed;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private EventStream(AsyncContext async, HttpSession session, Consumer<EventStream> closed) {
        this.async = async;
        this.session = session;
        this.closed = closed;
    }

    /**
     * Answers the request with a stream that ends by itself; the browser then comes again with what its token says by
     * then.
     *
     * @param longest how long it stays open
     * @param closed run once when it is over
     */
    public static EventStream open(
            HttpServletRequest request, HttpServletResponse response, Duration longest, Consumer<EventStream> closed) {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        var async = request.startAsync();
        async.setTimeout(Math.max(1000, longest.toMillis()));
        var stream = new EventStream(async, request.getSession(), closed);
        async.addListener(new AsyncListener() {
            @Override
            public void onComplete(AsyncEvent event) {
                stream.over();
            }

            @Override
            public void onTimeout(AsyncEvent event) {
                stream.close();
            }

            @Override
            public void onError(AsyncEvent event) {
                stream.close();
            }

            @Override
            public void onStartAsync(AsyncEvent event) {
                // the stream is never started anew
            }
        });
        return stream;
    }

    /** Sends an event; {@code data} is one line. */
    public synchronized void send(String event, String data) {
        write("event: " + event + "\ndata: " + data + "\n\n");
    }

    /** Sends an event after which the browser, when it comes again, says where it was. */
    public synchronized void send(String event, String data, long position) {
        write("id: " + position + "\nevent: " + event + "\ndata: " + data + "\n\n");
    }

    /** Shows both sides that the other is still there. */
    public synchronized void beat() {
        write(":\n\n");
    }

    public boolean isOpen() {
        return open.get();
    }

    /** Ends the stream. */
    public void close() {
        if (over()) {
            try {
                async.complete();
            } catch (IllegalStateException e) {
                // the server ended it first, or with the session
            }
        }
    }

    private boolean over() {
        var first = open.compareAndSet(true, false);
        if (first) {
            closed.accept(this);
        }
        return first;
    }

    /** Whoever signs off leaves nothing open. */
    private boolean signedOff() {
        try {
            return session.getCreationTime() < 0;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private void write(String text) {
        if (!open.get()) {
            return;
        }
        if (signedOff()) {
            close();
            return;
        }
        try {
            var out = async.getResponse().getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException | IllegalStateException e) {
            // the page was closed; there is nobody to tell
            close();
        }
    }
}
