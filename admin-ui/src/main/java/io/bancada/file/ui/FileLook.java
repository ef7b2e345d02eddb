package io.bancada.file.ui;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How a file is shown, by the ending of its name: what it says of itself is believed by nobody who runs anything. */
enum FileLook {
    notebook,
    image,
    text;

    private static final Map<String, String> IMAGES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "svg", "image/svg+xml");
    private static final Set<String> ARCHIVES = Set.of("zip", "gz", "tgz", "bz2", "xz", "tar", "7z", "whl");
    private static final Set<String> TABLES = Set.of("csv", "tsv", "parquet", "xlsx");
    private static final Set<String> CODE = Set.of("py", "r", "sh", "js", "json", "yaml", "yml", "toml", "java", "sql");

    static FileLook of(String name) {
        var ending = ending(name);
        if (ending.equals("ipynb")) {
            return notebook;
        }
        return IMAGES.containsKey(ending) ? image : text;
    }

    /** The media type of an image; an SVG's too, which runs nothing where it is shown as an image. */
    static String imageType(String name) {
        return IMAGES.getOrDefault(ending(name), "application/octet-stream");
    }

    /** The icon beside the name. */
    static String icon(String name) {
        var ending = ending(name);
        if (ending.equals("ipynb")) {
            return "pi-book";
        }
        if (IMAGES.containsKey(ending)) {
            return "pi-image";
        }
        if (ARCHIVES.contains(ending)) {
            return "pi-box";
        }
        if (TABLES.contains(ending)) {
            return "pi-table";
        }
        return CODE.contains(ending) ? "pi-code" : "pi-file";
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
