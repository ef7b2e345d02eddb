package io.bancada.asset.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expectations are those of {@code git check-ignore}. */
class IgnoreRulesTest {
    @ParameterizedTest
    @CsvSource({
        "*.log, a.log, true",
        "*.log, d/a.log, true",
        "*.log, a.log.txt, false",
        "/a.txt, a.txt, true",
        "/a.txt, d/a.txt, false",
        "d/a.txt, d/a.txt, true",
        "d/a.txt, x/d/a.txt, false",
        "data/, data/x, true",
        "data/, data, false",
        "data/, x/data/y, true",
        "data, x/data, true",
        "**/foo, foo, true",
        "**/foo, a/b/foo, true",
        "**/foo/bar, a/foo/bar, true",
        "foo/**, foo/a/b, true",
        "foo/**, foo, false",
        "a/**/b, a/b, true",
        "a/**/b, a/x/y/b, true",
        "a/**/b, a/x/y/c, false",
        "a/*/b, a/x/b, true",
        "a/*/b, a/x/y/b, false",
        "foo/*, foo/a, true",
        "foo/*, foo/a/b, true",
        "*, a/b, true",
        "**, a/b, true",
        "f?o, foo, true",
        "f?o, fo, false",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[!a-c]x, dx, true",
        "[^a-c]x, ax, false",
        "[]-]x, ]x, true",
        "[x, '[x', false",
        "'\\#x', #x, true",
        "'\\!x', !x, true",
        "#x, #x, false",
        "'x  ', x, true",
        "'x\\ ', 'x ', true",
        "a*b*c, aXbXc, true",
        "a*b*c, aXbX, false",
        "A.py, a.py, false",
        "'', a, false"
    })
    void patternDecidesAsGitDoes(String pattern, String path, boolean ignored) {
        var rules = new IgnoreRules();
        rules.add("", pattern);

        assertThat(rules.ignores(path)).isEqualTo(ignored);
    }

    @Test
    void lastPatternThatMatchesCounts() {
        var rules = new IgnoreRules();
        rules.add("", "*.log\n!important.log\nimportant.log\n!important.log\r\n");

        assertThat(rules.ignores("important.log")).isFalse();
        assertThat(rules.ignores("other.log")).isTrue();
    }

    @Test
    void nothingComesBackFromAnIgnoredFolder() {
        var rules = new IgnoreRules();
        rules.add("", "data/\n!data/keep.csv");

        assertThat(rules.ignores("data/keep.csv")).isTrue();
    }

    @Test
    void folderIsKeptWhenOnlyItsContentIsIgnored() {
        var rules = new IgnoreRules();
        rules.add("", "data/*\n!data/keep.csv");

        assertThat(rules.ignores("data/keep.csv")).isFalse();
        assertThat(rules.ignores("data/other.csv")).isTrue();
    }

    @Test
    void fileDeeperDownOverrulesOneAbove() {
        var rules = new IgnoreRules();
        rules.add("", "*.csv");
        rules.add("data", "!*.csv\n/local");

        assertThat(rules.ignores("data/a.csv")).isFalse();
        assertThat(rules.ignores("a.csv")).isTrue();
        assertThat(rules.ignores("data/local/x")).isTrue();
        assertThat(rules.ignores("local/x")).isFalse();
    }

    @Test
    void gitsOwnFolderIsNeverTaken() {
        assertThat(new IgnoreRules().ignores(".git/config")).isTrue();
        assertThat(new IgnoreRules().ignores("sub/.git/config")).isTrue();
        assertThat(new IgnoreRules().ignores(".gitattributes")).isFalse();
    }

    @Test
    void patternMadeToBeSlowIsNot() {
        var rules = new IgnoreRules();
        rules.add("", "*a".repeat(100) + "b\n" + "**/a*/".repeat(50) + "b");

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> rules.ignores("a".repeat(250) + "/" + "a/".repeat(60) + "c"));
    }
}
