package io.bancada.workspace.model;

import io.bancada.json.StringMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Map;

/** A named container of workspaces, ARM's resource group. */
@Entity
@Table(name = "resource_group")
public class ResourceGroup {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "resource_group_seq")
    @SequenceGenerator(name = "resource_group_seq", sequenceName = "resource_group_seq", allocationSize = 10)
    private Long id;

    @Column(name = "name", nullable = false)
    private String name;

    /** The name in lower case: names are unique without regard to case. */
    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "location", nullable = false)
    private String location;

    @Column(name = "tags", nullable = false)
    @Convert(converter = StringMapConverter.class)
    private Map<String, String> tags;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected ResourceGroup() {}

    public ResourceGroup(String name, String location, Map<String, String> tags) {
        this.name = name;
        this.nameKey = name.toLowerCase(java.util.Locale.ROOT);
        this.location = location;
        this.tags = Map.copyOf(tags);
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String location() {
        return location;
    }

    public Map<String, String> tags() {
        return tags;
    }

    public void retag(Map<String, String> newTags) {
        this.tags = Map.copyOf(newTags);
    }
}
