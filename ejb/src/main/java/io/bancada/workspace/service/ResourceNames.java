package io.bancada.workspace.service;

import io.bancada.error.BancadaException;
import java.util.regex.Pattern;

/** ARM's rules for names, each with an error that says the rule. */
public final class ResourceNames {
    private static final Pattern GROUP = Pattern.compile("[\\p{L}\\p{N}_.()-]{0,89}[\\p{L}\\p{N}_()-]");
    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2,32}");
    private static final Pattern COMPUTE = Pattern.compile("[A-Za-z](?:[A-Za-z0-9]|-(?=.*[A-Za-z])){2,23}");
    private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,254}");

    private ResourceNames() {}

    public static void requireGroup(String name) {
        require(
                GROUP,
                "resourceGroupName",
                name,
                "1 to 90 letters, digits, '_', '-', '.', '(' or ')', not ending with a '.'");
    }

    public static void requireWorkspace(String name) {
        require(
                WORKSPACE,
                "workspaceName",
                name,
                "3 to 33 letters, digits, '-' or '_', starting with a letter or digit");
    }

    /** C14: 3 to 24 characters, unique in the workspace. */
    public static void requireCompute(String name) {
        require(
                COMPUTE,
                "computeName",
                name,
                "3 to 24 letters, digits or '-', starting with a letter; if it has a '-', with a letter after the last one");
    }

    /** Names of jobs, codes, environments and their versions. */
    public static void requireAsset(String field, String name) {
        require(ASSET, field, name, "1 to 255 letters, digits, '_', '-' or '.', starting with a letter or digit");
    }

    private static void require(Pattern pattern, String field, String name, String rule) {
        if (!pattern.matcher(name).matches()) {
            throw BancadaException.invalid(field, "'" + name + "' is no valid name: give " + rule + ".");
        }
    }
}
