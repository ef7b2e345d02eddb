package io.bancada.product;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, over the main classes of every module at once. */
class ArchitectureTest {
    private static final List<String> MODULES = List.of("persistence", "ejb", "web", "admin-ui");
    private static final List<String> DRIVERS = List.of("local", "ssh", "slurm", "spark", "container", "azure");
    private static final Path ROOT = Path.of(System.getProperty("bancada.root", ".."));

    private static JavaClasses house = new ClassFileImporter().importPaths(List.of());

    @BeforeAll
    static void importAllModules() {
        house = new ClassFileImporter().importPaths(built());
        assertThat(house).hasSizeGreaterThan(100);
    }

    @Test
    void layersLookDownOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("io.bancada.*.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.bancada.*.service..",
                        "io.bancada.*.rest..",
                        "io.bancada.*.ui..",
                        "io.bancada.driver..",
                        "io.bancada.web..",
                        "io.bancada.gateway.."));
        check(noClasses()
                .that()
                .resideInAnyPackage("io.bancada.*.service..", "io.bancada.driver..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.bancada.*.rest..", "io.bancada.*.ui..", "io.bancada.web..", "io.bancada.gateway.."));
        check(noClasses()
                .that()
                .resideInAnyPackage("io.bancada.*.rest..", "io.bancada.web..", "io.bancada.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.bancada.*.ui.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.bancada.*.ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.bancada.*.rest..", "io.bancada.web..", "io.bancada.gateway.."));
    }

    /**
     * The SPI stands beside the features: services call drivers, drivers read model values; its own rules are below. So
     * do io.bancada.web, which all resources share, and io.bancada.portal, which all pages share. A
     * page may show what belongs to another feature (a cluster shows its jobs); nothing below a page may.
     */
    @Test
    void featuresHaveNoCycles() {
        check(slices().matching("io.bancada.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        resideInAPackage("io.bancada.*.ui.."),
                        resideInAnyPackage("io.bancada.*.model..", "io.bancada.*.service.."))
                .ignoreDependency(resideInAPackage("io.bancada.driver.."), alwaysTrue())
                .ignoreDependency(
                        alwaysTrue(),
                        resideInAnyPackage("io.bancada.driver..", "io.bancada.web..", "io.bancada.portal..")));
    }

    @Test
    void theSpiKnowsOnlyModelValues() {
        check(classes()
                .that()
                .resideInAPackage("io.bancada.driver..")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are no classes of ours but the SPI, messages and model values",
                        c -> !c.getPackageName().startsWith("io.bancada.")
                                || c.getPackageName().startsWith("io.bancada.driver")
                                || c.getPackageName().equals("io.bancada.message")
                                || (resideInAPackage("io.bancada.*.model").test(c)
                                        && (c.getBaseComponentType().isRecord()
                                                || c.getBaseComponentType().isEnum())))));
    }

    @Test
    void driversDoNotKnowEachOther() {
        for (var driver : DRIVERS) {
            var others = DRIVERS.stream()
                    .filter(other -> !other.equals(driver))
                    .map(other -> "io.bancada.driver." + other + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("io.bancada.driver." + driver + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others));
            check(noClasses()
                    .that()
                    .resideOutsideOfPackage("io.bancada.driver." + driver + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.bancada.driver." + driver + ".."));
        }
    }

    @Test
    void onlyTheModelSpeaksToTheDatabase() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.bancada.*.model..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("jakarta\\.persistence\\.(EntityManager|Query|TypedQuery)"));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.bancada.*.model..")
                .and()
                .doNotHaveFullyQualifiedName("io.bancada.workspace.service.SchemaMigration")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("jakarta\\.persistence\\.EntityManagerFactory|org\\.hibernate\\.Session.*"));
    }

    @Test
    void edgesAndDriversHaveNoTransactions() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.bancada.*.rest..",
                        "io.bancada.*.ui..",
                        "io.bancada.web..",
                        "io.bancada.gateway..",
                        "io.bancada.driver..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.transaction..")
                        .or(DescribedPredicate.describe(
                                "are transaction attributes",
                                c -> c.getName().startsWith("jakarta.ejb.Transaction")))));
    }

    @Test
    void resourcesDoNotReturnEntities() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("io.bancada.*.rest..", "io.bancada.web..")
                .should(new ArchCondition<JavaMethod>("return no entity") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        method.getReturnType().getAllInvolvedRawTypes().stream()
                                .filter(type -> type.isAnnotatedWith("jakarta.persistence.Entity"))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " returns the entity " + type.getName())));
                    }
                }));
    }

    @Test
    void namesSayWhatAClassIs() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Base|DTO|Dto|VO|Info|(?<!System)Data)")
                .orShould()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..dto..", "..manager..", "..exception.."));
    }

    @Test
    void logsGoThroughJBossLogging() {
        check(noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j.."));
        check(noClasses().should().accessField(System.class, "out"));
        check(noClasses().should().accessField(System.class, "err"));
        check(noClasses().should().callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void aPackageBelongsToOneModule() throws IOException {
        var modules = new TreeMap<String, TreeSet<String>>();
        for (var module : built()) {
            try (var files = Files.walk(module)) {
                files.filter(file -> file.toString().endsWith(".class"))
                        .map(file -> module.relativize(file.getParent()).toString())
                        .forEach(name -> modules.computeIfAbsent(name, n -> new TreeSet<>())
                                .add(module.toString()));
            }
        }
        assertThat(modules.entrySet().stream()
                        .filter(e -> e.getValue().size() > 1)
                        .map(Map.Entry::toString))
                .isEmpty();
    }

    /** RESTEasy looks for this constructor before it asks CDI for the bean, and stops the deployment without it. */
    @Test
    void whatJaxRsFindsHasAPublicConstructorWithoutParameters() {
        check(classes()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .or()
                .areAnnotatedWith("jakarta.ws.rs.ext.Provider")
                .should(new ArchCondition<>("have a public constructor without parameters") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var has = type.getConstructors().stream()
                                .anyMatch(c -> c.getRawParameterTypes().isEmpty()
                                        && c.getModifiers().contains(JavaModifier.PUBLIC));
                        if (!has) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " has none"));
                        }
                    }
                }));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(house);
    }

    private static Path classesOf(String module) {
        var classes = ROOT.resolve(module).resolve("target/classes");
        if (Files.isDirectory(ROOT.resolve(module).resolve("src/main/java"))) {
            assertThat(classes).as("built before the ear").isDirectory();
        }
        return classes;
    }

    private static List<Path> built() {
        return MODULES.stream()
                .map(ArchitectureTest::classesOf)
                .filter(Files::isDirectory)
                .toList();
    }
}
