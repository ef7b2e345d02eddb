package io.bancada.environment.service;

import io.bancada.environment.model.InterpreterPath;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.util.Map;
import java.util.Optional;

/** Reads a user-managed environment (F2) out of a request, and refuses every other kind with the field that says so. */
final class UserManaged {
    static final String INTERPRETER_FIELD = "properties.properties.interpreterPath";
    private static final String INTERPRETER = "interpreterPath";
    private static final String USER_MANAGED = "userManagedDependencies";

    private UserManaged() {}

    static InterpreterPath interpreter(EnvironmentVersionRequest request) {
        refuse("properties.image", request.image().isPresent(), "environments from a container image");
        refuse("properties.condaFile", request.condaFile().isPresent(), "environments from a conda file");
        refuse("properties.build", request.build(), "environments from a build context");
        refuse(
                "properties.osType",
                request.osType().filter(o -> !o.equalsIgnoreCase("Linux")).isPresent(),
                "nodes with another system than Linux");
        var properties = request.texts().properties();
        var managed = Optional.ofNullable(properties.get(USER_MANAGED)).map(UserManaged::truth);
        refuse(
                "properties.properties." + USER_MANAGED,
                !managed.orElse(true),
                "environments whose packages Bancada installs");
        return path(properties, managed.isPresent());
    }

    private static InterpreterPath path(Map<String, String> properties, boolean managed) {
        var path = properties.get(INTERPRETER);
        if (path == null) {
            if (!managed) {
                throw BancadaException.invalid(
                        INTERPRETER_FIELD,
                        "Give properties.interpreterPath, the absolute path of a Python on the nodes, or"
                                + " properties.userManagedDependencies \"true\" for " + InterpreterPath.HOST.path()
                                + ".");
            }
            return InterpreterPath.HOST;
        }
        if (!InterpreterPath.hasShape(path)) {
            throw BancadaException.invalid(
                    INTERPRETER_FIELD,
                    "Give an absolute path on the nodes without '.', '..', ':' and control characters, such as "
                            + InterpreterPath.HOST.path() + ".");
        }
        return new InterpreterPath(path);
    }

    private static boolean truth(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw BancadaException.invalid("properties.properties." + USER_MANAGED, "Give \"true\" or \"false\".");
    }

    private static void refuse(String field, boolean asked, String what) {
        if (asked) {
            throw new BancadaException(
                    ErrorCode.NOT_OFFERED,
                    field,
                    field + " is not offered yet: there are no " + what
                            + " here. Use a user-managed environment with properties.interpreterPath, or azureml:host:1.");
        }
    }
}
