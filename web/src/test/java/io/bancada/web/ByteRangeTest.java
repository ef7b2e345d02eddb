package io.bancada.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-9, 0, 10", "bytes=5-, 5, 5", "bytes=2-3, 2, 2", "bytes=0-33554431, 0, 10"})
    void rangeStaysWithinTheBlob(String header, long first, long length) {
        assertThat(ByteRange.find(header, 10)).contains(new ByteRange(first, length, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=5-4", "bytes=-5", "bytes=0-1,3-4", "lines=1-2", "bytes=x-"})
    void rangeThatIsNoneIsRefused(String header) {
        assertThat(ByteRange.find(header, 10)).isEmpty();
    }

    @Test
    void withoutARangeItIsAllOfTheBlob() {
        assertThat(ByteRange.find(null, 10)).contains(new ByteRange(0, 10, true));
        assertThat(ByteRange.find(null, 0)).contains(new ByteRange(0, 0, true));
        assertThat(new ByteRange(2, 3, false).contentRange(10)).isEqualTo("bytes 2-4/10");
    }
}
