package io.bancada.driver.ssh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.driver.MachineProbe.Verdict;
import io.bancada.message.Message;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** One agent on the machine: a Python that answers one request at a time over one channel of the connection. */
final class Agent implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 64 << 20;
    private static final int MOST_CHATTER = 64 << 10;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final ChannelExec channel;
    private final ScheduledExecutorService timer;
    private final Complaints complaints = new Complaints();
    private final OutputStream in;
    private final InputStream out;
    private String root = "";

    private Agent(ClientSession session, ScheduledExecutorService timer, Duration patience) throws IOException {
        this.timer = timer;
        this.channel = session.createExecChannel(AgentProgram.COMMAND);
        channel.setErr(complaints);
        channel.open().verify(patience);
        this.in = channel.getInvertedIn();
        this.out = channel.getInvertedOut();
    }

    /** Starts one; where the machine cannot, says why. */
    static Agent start(ClientSession session, SshTarget target, SshConfig config, ScheduledExecutorService timer)
            throws IOException, SshFailure {
        Agent agent = new Agent(session, timer, config.connectTimeout());
        try {
            agent.greet(target, config);
            return agent;
        } catch (IOException | SshFailure | RuntimeException e) {
            agent.close();
            throw e;
        }
    }

    private void greet(SshTarget target, SshConfig config) throws IOException, SshFailure {
        String nonce = UUID.randomUUID().toString();
        byte[] program = AgentProgram.line(nonce, target.tag(), config);
        var watchdog = closeAfter(config.requestTimeout());
        try {
            writeProgram(program);
            int chatter = 0;
            while (chatter < MOST_CHATTER) {
                byte[] line = readLine(MOST_CHATTER);
                JsonNode hello = parsed(line);
                if (hello.path("hello").asText().equals(nonce)) {
                    root = hello.path("root").asText();
                    return;
                }
                chatter += line.length + 1;
            }
            throw new SshFailure(Verdict.UNUSABLE, Message.of("driver.endlessLogin"));
        } catch (EOFException e) {
            throw silence(e);
        } finally {
            watchdog.cancel(false);
        }
    }

    private void writeProgram(byte[] program) throws IOException {
        try {
            in.write(program);
            in.flush();
        } catch (IOException leftAtOnce) { // why, its last words and its exit code say
            throw (EOFException) new EOFException("the channel was closed").initCause(leftAtOnce);
        }
    }

    private SshFailure silence(IOException cause) {
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED, ClientChannelEvent.EXIT_STATUS), LAST_WORDS);
        Integer code = channel.getExitStatus();
        String words = complaints.text();
        if (code == null) {
            return new SshFailure(Verdict.UNREACHABLE, Message.of("driver.brokeWhilePreparing"), cause);
        }
        if (code == 127 || words.contains("python3")) {
            return new SshFailure(
                    Verdict.NO_PYTHON,
                    words.isEmpty() ? Message.of("driver.noPython") : Message.of("driver.noPythonSaid", words),
                    cause);
        }
        return new SshFailure(
                Verdict.UNUSABLE,
                words.isEmpty()
                        ? Message.of("driver.pythonFails", code)
                        : Message.of("driver.pythonFailsSaid", code, words),
                cause);
    }

    /** Where what is ours stands on the machine, absolute. */
    String root() {
        return root;
    }

    boolean isOpen() {
        return channel.isOpen() && !channel.isEofSignalled();
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws IOException when none came in time or it makes no sense; the agent is of no more use then
     */
    Reply ask(Map<String, ?> request, Duration patience) throws IOException {
        byte[] line = (JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8);
        long most = request.get("length") instanceof Integer length ? length : 0;
        var watchdog = closeAfter(patience);
        try {
            in.write(line);
            in.flush();
            JsonNode answer = parsed(readLine(LONGEST_LINE));
            if (!answer.isObject()) {
                throw new IOException("the machine's answer makes no sense");
            }
            int count = answer.path("body").asInt(0);
            if (count < 0 || count > most) {
                throw new IOException("the machine sent more than was asked for");
            }
            byte[] body = out.readNBytes(count);
            if (body.length < count) {
                throw new EOFException("the connection broke");
            }
            return new Reply(answer, body);
        } finally {
            watchdog.cancel(false);
        }
    }

    private static JsonNode parsed(byte[] line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException chatter) {
            return JSON.missingNode();
        }
    }

    private byte[] readLine(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (true) {
            int next = out.read();
            if (next < 0) {
                throw new EOFException("the connection broke");
            }
            if (next == '\n') {
                return line.toByteArray();
            }
            if (line.size() >= longest) {
                throw new IOException("the machine's answer is too long");
            }
            line.write(next);
        }
    }

    /** Ends the channel, and with it whoever reads from it, when the time is up. */
    private ScheduledFuture<?> closeAfter(Duration patience) {
        return timer.schedule(() -> channel.close(true), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        channel.close(true);
    }

    /** The first of what comes on standard error. */
    private static final class Complaints extends OutputStream {
        private static final int MOST = 4096;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int next) {
            if (kept.size() < MOST) {
                kept.write(next);
            }
        }

        synchronized String text() {
            return Words.of(kept.toString(StandardCharsets.UTF_8));
        }
    }
}
