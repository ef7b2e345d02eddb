package io.bancada.compute.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.compute.model.VirtualMachine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** The key or password of a machine's account, to and from its row. */
@ApplicationScoped
public class MachineSecrets {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretBox box;

    @Inject
    public MachineSecrets(SecretBox box) {
        this.box = box;
    }

    @SuppressWarnings("NullAway")
    protected MachineSecrets() {
        this(null);
    }

    /** Keeps what the request says; where it says nothing, what was kept stays. */
    void keep(VirtualMachine machine, VirtualMachineRequest request) {
        var words = new HashMap<String, String>();
        request.privateKey().ifPresent(k -> words.put("privateKey", k.value()));
        request.password().ifPresent(p -> words.put("password", p.value()));
        if (!words.isEmpty()) {
            try {
                machine.keepSecrets(box.seal(new Secret(JSON.writeValueAsString(words)), machine.uid()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a map of strings is always JSON", e);
            }
        }
    }

    /** As the driver's settings: {@code privateKey}, {@code password} or both. */
    Map<String, String> settings(VirtualMachine machine) {
        try {
            var words = new HashMap<String, String>();
            JSON.readTree(box.open(machine.secrets(), machine.uid()).value())
                    .fields()
                    .forEachRemaining(e -> words.put(e.getKey(), e.getValue().asText()));
            return words;
        } catch (JsonProcessingException e) {
            // without the cause: its message could quote what it could not read
            throw new IllegalStateException("the secrets of compute " + machine.name() + " are no JSON");
        }
    }
}
