// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.fault.DatagramFaults.Fault;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramFaultsTest {
    private static final int MANY = 10_000;

    @Test
    void none_losesNothing() {
        assertThat(first(MANY, DatagramFaults.none())).containsOnly(List.of(0));
        assertThat(first(MANY, DatagramFaults.seeded(1))).containsOnly(List.of(0));
    }

    @Test
    void rates_areApproximatelyMet() {
        DatagramFaults faults =
                DatagramFaults.seeded(42).withLoss(0.2).withDuplicates(0.1).withReordering(0.3);
        List<List<Integer>> all = first(MANY, faults);
        assertThat(all.stream().filter(List::isEmpty).count()).isBetween(1_800L, 2_200L);
        assertThat(all.stream().filter(copies -> copies.size() == 2).count()).isBetween(650L, 950L);
        List<Integer> copies = all.stream().flatMap(List::stream).toList();
        assertThat(copies).contains(0, 1, 2, 3, 4).allMatch(late -> late >= 0 && late <= 4);
        assertThat(copies.stream().filter(late -> late > 0).count() / (double) copies.size())
                .isBetween(0.27, 0.33);
    }

    @Test
    void sameSeed_givesSameFaults() {
        DatagramFaults faults = DatagramFaults.seeded(7).withLoss(0.5).withReordering(0.5);
        assertThat(first(MANY, faults)).isEqualTo(first(MANY, faults));
        DatagramFaults other = DatagramFaults.seeded(8).withLoss(0.5).withReordering(0.5);
        assertThat(first(MANY, faults)).isNotEqualTo(first(MANY, other));
    }

    @Test
    void script_comesFirst() {
        DatagramFaults faults =
                DatagramFaults.seeded(1).withLoss(1).withScript(Fault.NONE, Fault.LOSE, Fault.DUPLICATE, Fault.DELAY);
        assertThat(first(5, faults)).containsExactly(List.of(0), List.of(), List.of(0, 0), List.of(1), List.of());
        assertThat(faults)
                .hasToString(
                        "seed 1, loss 1.0, duplicates 0.0, reordering 0.0," + " first [NONE, LOSE, DUPLICATE, DELAY]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void rates_outsideZeroToOne_throw(double rate) {
        DatagramFaults none = DatagramFaults.none();
        assertThatThrownBy(() -> none.withLoss(rate)).hasMessage("loss " + rate + " is not within 0 to 1");
        assertThatThrownBy(() -> none.withDuplicates(rate)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> none.withReordering(rate)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<Integer>> first(int count, DatagramFaults faults) {
        Supplier<List<Integer>> fates = faults.start();
        return Stream.generate(fates).limit(count).toList();
    }
}
