package io.bancada.asset.model;

import java.util.regex.Pattern;

/**
 * What was taken over from an upload: its content address and its size.
 *
 * @param hash SHA-256 over paths, modes and contents, 64 hexadecimal digits
 * @param files how many files were taken
 * @param bytes their size
 * @param ignoredFiles how many files the ignore files left out
 * @param ignoredBytes the size of those, as the upload states it
 */
public record Snapshot(String hash, int files, long bytes, int ignoredFiles, long ignoredBytes) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Snapshot {
        if (!isHash(hash)) {
            throw new IllegalArgumentException("not a content address: " + hash);
        }
    }

    /** Whether the text has the shape of a content address, and so is safe as a folder's name. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }
}
