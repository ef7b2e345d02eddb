package io.bancada.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");

    private final MessageConverter converter = new MessageConverter();

    @Test
    void isSaidInTheLanguageOfWhoeverReadsIt() {
        var message = Message.of("quota.line", Message.of("quota.totalDedicated"), 1500, 2000);
        assertThat(message).hasToString("total dedicated cores: 1,500 of 2,000 cores used");
        assertThat(message.in(BRAZIL)).isEqualTo("total de núcleos dedicados: 1.500 de 2.000 núcleos em uso");
        assertThat(message.in(Locale.forLanguageTag("zh-CN"))).isEqualTo("专用核心总计：已使用 1,500 / 2,000 个核心");
    }

    @Test
    void aLanguageThatTheProductDoesNotSpeakReadsEnglish() {
        assertThat(Message.of("node.machineGone").in(Locale.GERMANY)).isEqualTo("The machine is gone.");
    }

    @Test
    void countsAreSaidAsTheLanguageSaysThem() {
        assertThat(Message.of("job.waitsForNodes", 1)).hasToString("Waiting for 1 node to be prepared.");
        assertThat(Message.of("job.waitsForNodes", 2)).hasToString("Waiting for 2 nodes to be prepared.");
        assertThat(Message.of("node.prepared", 2.25).in(BRAZIL)).isEqualTo("preparado em 2,2 s");
    }

    @Test
    void bracesThatAreNoBlanksAreShown() {
        assertThat(Message.of("refused.placeholder", "${{inputs.x}}"))
                .hasToString("The command names ${{inputs.x}}, but there is no such input or output; name one as"
                        + " ${{inputs.name}} or ${{outputs.name}}.");
    }

    @Test
    void survivesItsColumn() {
        var message = Message.of("job.rank", 1, Message.of("job.exitCode", 137));
        assertThat(converter.convertToDatabaseColumn(message))
                .isEqualTo("{\"key\":\"job.rank\",\"args\":[1,{\"key\":\"job.exitCode\",\"args\":[137]}]}");
        assertThat(again(message)).isEqualTo(message);
        assertThat(again(Message.of("node.prepared", 2.5))).isEqualTo(Message.of("node.prepared", 2.5));
        assertThat(again(Message.NONE)).isEqualTo(Message.NONE);
        assertThat(converter.convertToDatabaseColumn(Message.NONE)).isEmpty();
        assertThat(converter.convertToDatabaseColumn(null)).isNull();
        assertThat(converter.convertToEntityAttribute(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The machine is gone.",
                "{",
                "{0} '",
                "{\"key\":\"node.machineGone\"}",
                "{\"key\":7,\"args\":[]}",
                "{\"key\":\"job.rank\",\"args\":[1,{\"key\":\"x\"}]}",
                "{\"key\":\"job.exitCode\",\"args\":[true]}",
                "{\"key\":\"job.exitCode\",\"args\":[null]}"
            })
    void whatIsNoMessageIsShownAsItIs(String column) {
        assertThat(read(column)).hasToString(column);
        assertThat(read(column).in(BRAZIL)).isEqualTo(column);
    }

    @Test
    void aPersonsWordsAreNeverTakenForAMessage() {
        var forged = "{\"key\":\"node.machineGone\",\"args\":[]}";
        assertThat(again(Message.text(forged))).hasToString(forged);
    }

    @Test
    void aSentenceOfAnotherVersionIsNotLost() {
        assertThat(Message.of("job.fromTheFuture")).hasToString("job.fromTheFuture");
        assertThat(Message.of("job.fromTheFuture", "cpu", 7)).hasToString("job.fromTheFuture: cpu, 7");
    }

    @Test
    void aBlankThatIsNoNumberIsShown() {
        assertThat(Message.of("node.prepared", "soon")).hasToString("node.prepared: soon");
        assertThat(Message.of("job.waitsForNodes", "many")).hasToString("job.waitsForNodes: many");
    }

    @Test
    void longWordsAreCutAndTheColumnHoldsThem() {
        var longest = Message.text("x".repeat(5000)).english();
        assertThat(longest).hasSize(Message.LONGEST).endsWith("…");
        var control = "\u0001".repeat(5000);
        var many = Message.of("driver.hostKeyChanged", control, control, control);
        assertThat(converter.convertToDatabaseColumn(many)).hasSizeLessThanOrEqualTo(4000);
        assertThat(again(many).key()).isEqualTo("driver.hostKeyChanged");
    }

    @Test
    void nothingToSayGivesWay() {
        var gone = Message.of("node.machineGone");
        assertThat(Message.NONE.or(gone)).isEqualTo(gone);
        assertThat(gone.or(Message.text("other"))).isEqualTo(gone);
        assertThat(Message.text("")).isEqualTo(Message.NONE);
        assertThat(Message.NONE).hasToString("");
    }

    @Test
    void onlyWhatJsonKeepsIsAnArgument() {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of("node.slow", Instant.EPOCH));
    }

    private Message again(Message message) {
        return read(String.valueOf(converter.convertToDatabaseColumn(message)));
    }

    private Message read(String column) {
        var message = converter.convertToEntityAttribute(column);
        assertThat(message).isNotNull();
        return java.util.Objects.requireNonNull(message);
    }
}
