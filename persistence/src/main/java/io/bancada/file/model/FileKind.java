package io.bancada.file.model;

/** What is served of the share: plain files and folders, and nothing else. */
public enum FileKind {
    directory,
    file
}
