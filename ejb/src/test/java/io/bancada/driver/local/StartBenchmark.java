package io.bancada.driver.local;

import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleStatus.State;
import io.bancada.driver.Capsules;
import io.bancada.driver.Shell;
import java.util.Arrays;
import java.util.Locale;

/** Prints what a capsule costs on a warm node, beside a bare child process of this Java. Arguments: kind, runs. */
final class StartBenchmark {
    private StartBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        SandboxKind kind = SandboxKind.valueOf(arguments.length > 0 ? arguments[0] : "BUBBLEWRAP");
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        try (LocalNode node = LocalNode.of(kind)) {
            Shell shell = node.shell();
            for (int i = 0; i < 200; i++) { // warm: the sandbox stands, the JIT has seen it all
                cycle(node, shell, "warm-" + i, new long[4]);
            }
            long[][] times = new long[5][runs];
            long begin = System.nanoTime();
            for (int i = 0; i < runs; i++) {
                long[] row = new long[4];
                cycle(node, shell, "c-" + i, row);
                for (int j = 0; j < 4; j++) {
                    times[j][i] = row[j];
                }
            }
            double rate = runs / ((System.nanoTime() - begin) / 1e9);
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                new ProcessBuilder("/bin/true").start().waitFor();
                times[4][i] = System.nanoTime() - start;
            }
            print("start returns", times[0]);
            print("end is told (from start)", times[1]);
            print("status", times[2]);
            print("remove", times[3]);
            print("bare child process", times[4]);
            System.out.printf(Locale.ROOT, "whole cycles one after another: %.0f/s%n", rate);
        }
    }

    private static void cycle(LocalNode node, Shell shell, String name, long[] row) throws Exception {
        CapsuleId id = new CapsuleId(name);
        node.changes.clear();
        long begin = System.nanoTime();
        shell.start(Capsules.shell(name, "exit 0"));
        row[0] = System.nanoTime() - begin;
        do { // the first pushes tell of the node itself
            node.changes.take();
        } while (shell.status(id).state() != State.ENDED);
        row[1] = System.nanoTime() - begin;
        long asked = System.nanoTime();
        State state = shell.status(id).state();
        row[2] = System.nanoTime() - asked;
        if (state != State.ENDED) {
            throw new AssertionError(name + " is " + state);
        }
        long removing = System.nanoTime();
        shell.remove(id);
        row[3] = System.nanoTime() - removing;
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-28s p10 %6.2f ms   p50 %6.2f ms   p99 %6.2f ms%n",
                what,
                nanos[nanos.length / 10] / 1e6,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6);
    }
}
