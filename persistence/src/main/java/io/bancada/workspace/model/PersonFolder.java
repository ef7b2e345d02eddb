package io.bancada.workspace.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.text.Normalizer;
import java.util.Locale;

/** The folder {@code Users/<name>} of one person, the same in the share of every workspace. */
@Entity
@Table(name = "person_folder")
public class PersonFolder {
    private static final int LONGEST = 40;

    @Id
    @Column(name = "subject", nullable = false)
    private String subject;

    @Column(name = "name", nullable = false)
    private String name;

    @SuppressWarnings("NullAway.Init")
    protected PersonFolder() {}

    public PersonFolder(String subject, String name) {
        this.subject = subject;
        this.name = name;
    }

    /** A folder's name that people recognise: lower case letters, digits and dashes of what they are called. */
    public static String wish(String called) {
        var plain = Normalizer.normalize(called, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var name = plain.isEmpty() ? "person" : plain;
        return name.substring(0, Math.min(name.length(), LONGEST));
    }

    public String subject() {
        return subject;
    }

    public String name() {
        return name;
    }
}
