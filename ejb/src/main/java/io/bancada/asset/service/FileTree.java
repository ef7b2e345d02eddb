package io.bancada.asset.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Uploaded files, before anything about them is believed. */
interface FileTree {
    /**
     * Every file with a path that {@link SafePath} lets pass; no folders.
     *
     * @throws io.bancada.error.BancadaException 400 or 413 when it lists what is no plain file, or too much
     */
    List<Item> files() throws IOException;

    /** The content of a file; fails when it is not what was listed. */
    InputStream open(Item item) throws IOException;

    /**
     * One file.
     *
     * @param path relative, {@code /} between names
     * @param executable whether its owner may run it
     * @param bytes size as the upload states it, not believed
     * @param position where the tree finds it again
     */
    record Item(String path, boolean executable, long bytes, long position) {}
}
