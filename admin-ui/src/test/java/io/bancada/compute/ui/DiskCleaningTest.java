package io.bancada.compute.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiskCleaningTest {
    @ParameterizedTest
    @CsvSource({
        ".cache/pip, pip cache purge",
        ".cache/pip/http-v2, pip cache purge",
        ".npm/_cacache, npm cache clean --force",
        "miniconda3/pkgs, conda clean --all",
        "miniconda3/pkgs/cudatoolkit, conda clean --all",
        ".conda/pkgs, conda clean --all",
        ".local/share/Trash, rm -rf ~/.local/share/Trash/*",
        ".local/share/Trash/files, rm -rf ~/.local/share/Trash/*",
        ".cache/huggingface/hub, rm -rf ~/.cache/huggingface/hub"
    })
    void whatProgramsFetchAgainHasACommand(String path, String command) {
        assertThat(DiskCleaning.command(path)).contains(command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"work", "data.bin", ".local/share", ".cache/a b", ".cache/$(x)", ".cache/..", ".cache", "x;/pkgs"
            })
    void workOfThePersonAndNamesThatAShellWouldReadHaveNone(String path) {
        assertThat(DiskCleaning.command(path)).isEmpty();
    }
}
