package io.bancada.database;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A migrated database of its own, with the product's whole model mapped and validated as in the server. */
public final class TestDatabase implements AutoCloseable {
    /** The databases that the product supports. */
    public enum Kind {
        H2,
        POSTGRESQL
    }

    private final SessionFactory sessions;

    private TestDatabase(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A new, empty, migrated database. */
    public static TestDatabase create(Kind kind) {
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        var url = switch (kind) {
            case H2 -> "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000";
            case POSTGRESQL -> PostgresServer.newDatabase(name);
        };
        var user = kind == Kind.H2 ? "sa" : "bancada";
        Flyway.configure()
                .dataSource(url, user, "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        var configuration = new Configuration()
                .setProperty("hibernate.connection.url", url)
                .setProperty("hibernate.connection.username", user)
                .setProperty("hibernate.connection.password", "")
                .setProperty("hibernate.connection.pool_size", "32")
                .setProperty("hibernate.jdbc.batch_size", "50")
                .setProperty("hibernate.order_inserts", "true")
                .setProperty("hibernate.timezone.default_storage", "NORMALIZE_UTC")
                .setProperty("hibernate.hbm2ddl.auto", "validate");
        entities().forEach(configuration::addAnnotatedClass);
        return new TestDatabase(configuration.buildSessionFactory());
    }

    /** Runs the work in a transaction of its own. */
    public <T> T call(Function<EntityManager, T> work) {
        return sessions.fromTransaction(work::apply);
    }

    /** Runs the work in a transaction of its own. */
    public void run(Consumer<EntityManager> work) {
        sessions.inTransaction(work::accept);
    }

    @Override
    public void close() {
        sessions.close();
    }

    /** Every entity of the persistence module: those that the server finds by scanning. */
    private static List<Class<?>> entities() {
        try {
            var root = Path.of(Class.forName("io.bancada.compute.model.Compute")
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(root)) {
                try (var jar = java.nio.file.FileSystems.newFileSystem(root)) {
                    return entities(jar.getPath("/"));
                }
            }
            return entities(root);
        } catch (ReflectiveOperationException | IOException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> entities(Path root) throws IOException, ClassNotFoundException {
        try (var files = Files.walk(root)) {
            var names = files.map(f -> root.relativize(f).toString())
                    .filter(f -> f.startsWith("io/bancada/") && f.endsWith(".class") && !f.contains("-info"))
                    .map(f -> f.substring(0, f.length() - ".class".length()).replace('/', '.'))
                    .toList();
            var found = new java.util.ArrayList<Class<?>>();
            for (var name : names) {
                var candidate = Class.forName(name);
                if (candidate.isAnnotationPresent(Entity.class)) {
                    found.add(candidate);
                }
            }
            return found;
        }
    }
}
