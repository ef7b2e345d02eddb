package io.bancada.compute.rest;

import io.bancada.compute.service.Secret;
import io.bancada.compute.service.VirtualMachineRequest;
import io.bancada.web.Fields;
import io.bancada.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ARM's VirtualMachineSchema properties, as a client sends them. */
record VirtualMachineBody(
        @Nullable String virtualMachineSize,
        @Nullable Integer sshPort,
        @Nullable Integer notebookServerPort,
        @Nullable String address,
        @Nullable Account administratorAccount,
        @Nullable Boolean isNotebookInstanceCompute) {
    private static final VirtualMachineBody NONE = new VirtualMachineBody(null, null, null, null, null, null);

    /** ARM's VirtualMachineSshCredentials. The public key is the machine's business: it is not needed here. */
    record Account(
            @Nullable String username,
            @Nullable String password,
            @Nullable String publicKeyData,
            @Nullable String privateKeyData) {
        private static final Account NONE = new Account(null, null, null, null);

        /** Without secrets. */
        @Override
        public String toString() {
            return "Account[username=" + username + "]";
        }
    }

    /** What a machine to attach is said to be. */
    static VirtualMachineRequest creation(ComputeRequest body) {
        return body.kind(VirtualMachineBody.class).orElse(NONE).toRequest(body);
    }

    private VirtualMachineRequest toRequest(ComputeRequest body) {
        var account = administratorAccount == null ? Account.NONE : administratorAccount;
        var definition = new VirtualMachineDefinition(
                body.said().disableLocalAuth(),
                body.said().resourceId(),
                virtualMachineSize,
                notebookServerPort,
                isNotebookInstanceCompute);
        return new VirtualMachineRequest(
                Optional.ofNullable(body.location()),
                Optional.ofNullable(address),
                Optional.ofNullable(sshPort),
                Optional.ofNullable(account.username()),
                secret(account.password()),
                secret(account.privateKeyData()),
                Fields.text("properties.description", body.said().description(), 4000),
                Fields.tags("tags", body.tags()),
                new String(StrictJson.write(definition), StandardCharsets.UTF_8));
    }

    private static Optional<Secret> secret(@Nullable String said) {
        return Optional.ofNullable(said).filter(s -> !s.isBlank()).map(Secret::new);
    }
}
