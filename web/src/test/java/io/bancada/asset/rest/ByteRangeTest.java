package io.bancada.asset.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.asset.service.BlobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-9, 0, 10", "bytes=5-, 5, 5", "bytes=2-3, 2, 2", "bytes=0-33554431, 0, 10"})
    void rangeStaysWithinTheBlob(String header, long first, long length) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange(first, length, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=5-4", "bytes=-5", "bytes=0-1,3-4", "lines=1-2", "bytes=x-"})
    void rangeThatIsNoneIsRefused(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 10)).isInstanceOf(BlobException.class);
    }

    @Test
    void withoutARangeItIsAllOfTheBlob() {
        assertThat(ByteRange.of(null, 10)).isEqualTo(new ByteRange(0, 10, true));
        assertThat(ByteRange.of(null, 0)).isEqualTo(new ByteRange(0, 0, true));
        assertThat(new ByteRange(2, 3, false).contentRange(10)).isEqualTo("bytes 2-4/10");
    }
}
