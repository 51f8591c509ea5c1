// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultSpecTest {
    private static final StreamFaults NONE = StreamFaults.none();

    @Test
    void parse_readsEveryFault() {
        StreamFaults both = NONE.withSplit(1)
                .withCoalescing(Duration.ofNanos(500_000))
                .withDelay(Duration.ofMillis(20))
                .withJitter(Duration.ofSeconds(1))
                .withBandwidth(10_000)
                .withStall(50, Duration.ofSeconds(10))
                .withDropAfter(2_000_000)
                .withCorruption(0.001);
        FaultPlan expected = FaultPlan.seeded(42)
                .withInput(both.withEndAfter(20).withCorruptByte(17))
                .withOutput(both.withSplit(7).withResetAfter(0).withStall(5, Duration.ofMillis(3)))
                .withRefusals(3);

        FaultPlan plan = FaultPlan.parse(
                "split,coalesce=500us,delay=20ms,jitter=1s,bandwidth=10k,stall=50,drop=2M,corrupt=0.1%,"
                        + "in.half-close=20, in.corrupt=17, out.split=7, out.reset=0, out.stall=5/3ms, refuse=3, seed=42",
                1);

        assertThat(plan).hasToString(expected.toString());
        assertThat(plan.seed()).isEqualTo(42);
    }

    @Test
    void parse_takesTheSeedAndDefaults() {
        assertThat(FaultPlan.parse("refuse", -5))
                .hasToString(FaultPlan.seeded(-5).withRefusals(1).toString());
    }

    @Test
    void datagrams_readsEveryFault() {
        assertThat(DatagramFaults.parse("loss=10%,duplicate=5%, reorder=2.5%", 3))
                .hasToString(DatagramFaults.seeded(3)
                        .withLoss(0.1)
                        .withDuplicates(0.05)
                        .withReordering(0.025)
                        .toString());
        assertThat(DatagramFaults.parse("loss=100%,seed=42", 3).seed()).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "lost=1%, \"'lost=1%': no fault; use loss, duplicate, reorder or seed\"",
                "split, 'split': no fault; use loss",
                "loss, 'loss': a rate is missing after '='",
                "loss=0.1, 'loss=0.1': '0.1' is not a rate",
                "loss=101%, \"'loss=101%': '101%' is more than 100%\"",
                "\"loss=1%,\", \"'': no fault; use loss\""
            })
    void datagrams_saysWhatIsAllowed(String text, String problem) {
        assertThatThrownBy(() -> DatagramFaults.parse(text, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'', \"'': no fault; use split, coalesce, delay, jitter, bandwidth, stall, drop, reset, half-close,"
                        + " corrupt, refuse or seed\"",
                "dealy=20ms, 'dealy=20ms': no fault; use ",
                "split;drop=9, 'split;drop=9': no fault; use ",
                "delay, 'delay': a value is missing after '='",
                "seed, 'seed': a number is missing after '='",
                "delay=20, \"'delay=20': '20' is not a time, such as 500us, 20ms or 2s\"",
                "delay=2d, 'delay=2d': '2d' is not a time",
                "delay=90000s, 'delay=90000s': delay PT25H is not within zero to a day",
                "\"split, drop=x\", \"'drop=x': 'x' is not a number of bytes, such as 100 or 10k\"",
                "drop=-1, 'drop=-1': '-1' is not a number of bytes",
                "split=0, 'split=0': split 0 is less than 1",
                "split=9G, 'split=9G': '9G' is larger than 2147483647",
                "stall=5/x, 'stall=5/x': 'x' is not a time",
                "corrupt=x%, \"'corrupt=x%': 'x%' is not a rate, such as 5% or 0.1%\"",
                "corrupt=100.1%, \"'corrupt=100.1%': '100.1%' is more than 100%\"",
                "refuse=0, 'refuse=0': '0' is less than 1",
                "in.refuse, \"'in.refuse': refuse is for both directions; omit 'in.'\"",
                "out.seed=1, \"'out.seed=1': seed is for both directions; omit 'out.'\"",
                "seed=x, 'seed=x': 'x' is not a whole number"
            })
    void parse_saysWhatIsAllowed(String text, String problem) {
        String spec = text.equals("''") ? "" : text;
        assertThatThrownBy(() -> FaultPlan.parse(spec, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }
}
