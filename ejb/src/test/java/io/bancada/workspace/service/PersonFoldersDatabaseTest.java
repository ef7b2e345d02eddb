package io.bancada.workspace.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.database.TestDatabase;
import io.bancada.workspace.model.PersonFolderRepository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersonFoldersDatabaseTest {
    @ParameterizedTest
    @EnumSource
    void eachPersonHasAFolderOfTheirOwnWhateverTheyAreCalled(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            assertThat(folder(database, "1", "João Souza")).isEqualTo("joao-souza");
            assertThat(folder(database, "2", "joao.souza")).isEqualTo("joao-souza-2");
            assertThat(folder(database, "3", "../..")).isEqualTo("person");
            assertThat(folder(database, "4", "李雷")).isEqualTo("person-2");
            assertThat(folder(database, "1", "João Souza Lima"))
                    .as("kept under another name")
                    .isEqualTo("joao-souza");
        }
    }

    private static String folder(TestDatabase database, String subject, String called) {
        return database.call(em -> new PersonFolders(new PersonFolderRepository(em)).of(subject, called));
    }
}
