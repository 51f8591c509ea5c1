// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final ManualServer owner = new ManualServer(peer -> null, ServerOptions.defaults());

    @Test
    void admit_beyondTotalLimit_returnsNull() {
        Admission admission = new Admission(owner, 2, 2);
        Admission.Host first = admission.admit("a");
        assertThat(first).isNotNull();
        assertThat(admission.admit("b")).isNotNull();
        assertThat(admission.admit("c")).isNull();
        assertThat(admission.refusal()).isEqualTo("the limit of 2 connections is reached");
        admission.release(first);
        assertThat(admission.admit("c")).isNotNull();
        assertThat(admission.admit("a")).isNull();
    }

    @Test
    void admit_beyondLimitPerAddress_returnsNull() {
        Admission admission = new Admission(owner, 10, 2);
        Admission.Host first = admission.admit("a");
        assertThat(first).isNotNull();
        assertThat(admission.admit("a")).isSameAs(first);
        assertThat(admission.admit("a")).isNull();
        assertThat(admission.refusal()).isEqualTo("the limit of 2 connections from one address is reached");
        assertThat(admission.admit("b")).isNotNull();
        admission.release(first);
        assertThat(admission.admit("a")).isSameAs(first);
    }

    @Test
    void admit_refused_isNotCounted() {
        Admission admission = new Admission(owner, 1, 1);
        Admission.Host first = admission.admit("a");
        assertThat(first).isNotNull();
        for (int i = 0; i < 100; i++) {
            assertThat(admission.admit("b")).isNull();
        }
        admission.release(first);
        assertThat(admission.admit("b")).isNotNull();
    }

    @Test
    void release_lastConnection_removesAddress() {
        Admission admission = new Admission(owner, 10, 10);
        Admission.Host first = admission.admit("a");
        assertThat(first).isNotNull();
        assertThat(first.address()).isEqualTo("a");
        admission.release(first);
        assertThat(admission.admit("a")).isNotNull().isNotSameAs(first);
    }

    @Test
    void counts_manyThreads_areCorrect() {
        Admission admission = new Admission(owner, 1000, 100);
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> admitAndRelease(admission, "host " + thread % 2)))
                .toList();
        threads.forEach(CompletableFuture::join);
        for (int i = 0; i < 100; i++) {
            assertThat(admission.admit("host 0")).isNotNull();
        }
        assertThat(admission.admit("host 0")).isNull();
        assertThat(admission.admit("host 1")).isNotNull();
    }

    private static void admitAndRelease(Admission admission, String address) {
        for (int round = 0; round < 1000; round++) {
            List<Admission.Host> here = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Admission.Host host = admission.admit(address);
                if (host != null) {
                    here.add(host);
                }
            }
            here.forEach(admission::release);
        }
    }
}
