package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.SetupContent;
import io.bancada.compute.model.SetupPhase;
import io.bancada.compute.model.SetupRepository;
import io.bancada.compute.model.SetupScript;
import io.bancada.compute.model.SetupScript.Source;
import io.bancada.compute.service.SetupScriptsRequest.Script;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.file.model.SharePath;
import io.bancada.message.Message;
import io.bancada.workspace.service.PersonFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Checks the setup scripts that a client asks for and gives them to an instance, in the caller's transaction. The text of
 * an inline script goes in and is never given out again: who wants it back has sent it.
 *
 * <p>A script runs as the instance's person, so that who gives one acts in that person's name. Somebody else may therefore
 * only give a creation script with its text: it runs while the home is empty, and without the person's folder.
 */
@ApplicationScoped
public class SetupScriptChanges {
    static final int MOST_BYTES = 1 << 16;
    private static final int LONGEST_PLACE = 1000;
    private static final int LONGEST_ARGUMENTS = 2000;
    private static final String FIELD = "properties.properties.setupScripts.scripts.";

    private final SetupRepository setups;
    private final PersonFolders folders;
    private final SetupConfig config;

    @Inject
    public SetupScriptChanges(SetupRepository setups, PersonFolders folders, SetupConfig config) {
        this.setups = setups;
        this.folders = folders;
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected SetupScriptChanges() {
        this(null, null, null);
    }

    /**
     * Gives the instance, which has its row, these scripts and no others.
     *
     * @throws BancadaException 400 naming the field, 409 for another creation script when its time is over
     */
    void apply(Caller caller, ComputeInstance instance, SetupScriptsRequest request) {
        for (var phase : SetupPhase.values()) {
            var asked = request.of(phase);
            var field = FIELD + (phase == SetupPhase.Creation ? "creationScript." : "startupScript.");
            var text = asked.flatMap(script -> text(field, script));
            var script = asked.map(said -> script(field, instance, phase, said, text, caller.subject()))
                    .map(s -> kept(instance, phase, s).orElseGet(() -> allowed(field, instance, phase, s)));
            instance.setUpBy(instance.setup().scripts().with(phase, script));
            keep(instance, phase, script, text);
        }
    }

    private SetupScript script(
            String field,
            ComputeInstance instance,
            SetupPhase phase,
            Script said,
            Optional<byte[]> text,
            String author) {
        var source = source(field, said);
        var place = source == Source.workspaceStorage
                ? place(field + "scriptData", instance, said.data().orElse(""))
                : text.map(SetupScriptChanges::digest)
                        .orElseGet(() -> instance.setup()
                                .scripts()
                                .of(phase)
                                .filter(old -> old.source() == Source.inline)
                                .map(SetupScript::place)
                                .orElseThrow(() -> BancadaException.invalid(
                                        field + "scriptData", Message.of("refused.scriptText"))));
        var arguments = said.arguments().orElse("");
        if (arguments.length() > LONGEST_ARGUMENTS
                || arguments.chars().anyMatch(Character::isISOControl)
                || ScriptArguments.words(arguments).isEmpty()) {
            throw BancadaException.invalid(
                    field + "scriptArguments", Message.of("refused.scriptArguments", LONGEST_ARGUMENTS));
        }
        return new SetupScript(source, place, arguments, config.timeout(field + "timeout", said.timeout()), author);
    }

    /** The script that is there, where it is this one. */
    private static Optional<SetupScript> kept(ComputeInstance instance, SetupPhase phase, SetupScript script) {
        return instance.setup().scripts().of(phase).filter(script::same);
    }

    private static SetupScript allowed(String field, ComputeInstance instance, SetupPhase phase, SetupScript script) {
        var theirOwn = script.author().equals(instance.owner());
        if (!theirOwn && (phase != SetupPhase.Creation || script.source() != Source.inline)) {
            throw new BancadaException(
                    ErrorCode.FORBIDDEN,
                    field + "scriptSource",
                    Message.of("refused.scriptOfAnother", instance.ownerName()));
        }
        return script;
    }

    private static Source source(String field, Script said) {
        var wanted = said.source().orElse("");
        return Arrays.stream(Source.values())
                .filter(known -> known.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() ->
                        BancadaException.invalid(field + "scriptSource", Message.of("refused.scriptSource", wanted)));
    }

    /** The text that was sent; empty where none was, and where the script is a file of the share. */
    private static Optional<byte[]> text(String field, Script said) {
        if (source(field, said) != Source.inline) {
            return Optional.empty();
        }
        return said.data().map(data -> {
            byte[] text;
            try {
                text = Base64.getDecoder().decode(data.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                throw BancadaException.invalid(field + "scriptData", Message.of("refused.scriptText"));
            }
            if (text.length == 0 || text.length > MOST_BYTES) {
                throw BancadaException.invalid(field + "scriptData", Message.of("refused.scriptSize", MOST_BYTES));
            }
            return text;
        });
    }

    /**
     * A path in the folder of the instance's person. It is opened by that person's own process in the sandbox, which sees
     * no other folder, so a link in it leads nowhere else either.
     */
    private String place(String field, ComputeInstance instance, String path) {
        var folder = folders.of(instance.owner(), instance.ownerName());
        var names = List.of(path.split("/", -1));
        if (path.length() > LONGEST_PLACE
                || names.size() < 3
                || !names.get(0).equals(SharePath.USERS)
                || !names.get(1).equals(folder)
                || names.stream().anyMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."))
                || path.chars().anyMatch(Character::isISOControl)) {
            throw BancadaException.invalid(field, Message.of("refused.scriptPath", folder));
        }
        return path;
    }

    private void keep(ComputeInstance instance, SetupPhase phase, Optional<SetupScript> script, Optional<byte[]> text) {
        var kept = setups.content(instance.id(), phase);
        if (text.isPresent()) {
            kept.ifPresentOrElse(
                    content -> content.replace(text.orElseThrow()),
                    () -> setups.add(new SetupContent(instance.id(), phase, text.orElseThrow())));
        } else if (script.filter(s -> s.source() == Source.inline).isEmpty()) {
            kept.ifPresent(setups::remove);
        }
    }

    private static String digest(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
