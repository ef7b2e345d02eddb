package io.bancada.workspace.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;

/** Brings the database to this version's schema, forward only, and stops the deployment where it does not fit the model. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SchemaMigration {
    @Resource(lookup = "java:jboss/datasources/BancadaDS")
    private DataSource database;

    @PersistenceUnit(unitName = "bancada")
    private EntityManagerFactory model;

    @SuppressWarnings("NullAway.Init")
    public SchemaMigration() {}

    @PostConstruct
    void migrate() {
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        model.unwrap(SessionFactory.class).getSchemaManager().validateMappedObjects();
    }
}
