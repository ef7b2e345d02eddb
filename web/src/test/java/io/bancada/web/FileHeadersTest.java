package io.bancada.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileHeadersTest {
    @Test
    void nameCannotBreakOutOfTheHeader() {
        assertThat(FileHeaders.attachment("a/b\"; filename=evil.html\r\nX: y"))
                .isEqualTo("attachment; filename=\"b___filename_evil.html__X__y\";"
                        + " filename*=UTF-8''b%22%3B%20filename%3Devil.html%0D%0AX%3A%20y");
    }

    @Test
    void nameOfAnyLanguageIsKept() {
        assertThat(FileHeaders.attachment("modelo-ação.bin"))
                .isEqualTo("attachment; filename=\"modelo-a__o.bin\"; filename*=UTF-8''modelo-a%C3%A7%C3%A3o.bin");
    }
}
