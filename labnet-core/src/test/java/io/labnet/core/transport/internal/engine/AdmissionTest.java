// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.address.AddressSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final ManualServer owner = new ManualServer(peer -> null, ServerOptions.defaults());

    private long now;

    @Test
    void admit_beyondTotalLimit_isRefused() throws Exception {
        Admission admission = limited(2, 2);
        Admission.Host first = admission.admit("a");
        admission.admit("b");
        assertRefused(() -> admission.admit("c"), "the limit of 2 connections is reached");
        assertRefused(() -> admission.admitProxy("c"), "the limit of 2 connections is reached");
        admission.release(first);
        admission.admit("c");
        assertRefused(() -> admission.admit("a"), "the limit of 2 connections is reached");
    }

    @Test
    void admit_beyondLimitPerAddress_isRefused() throws Exception {
        Admission admission = limited(10, 2);
        Admission.Host first = admission.admit("a");
        assertThat(admission.admit("a")).isSameAs(first);
        assertRefused(() -> admission.admit("a"), "the limit of 2 connections from one address is reached");
        admission.admit("b");
        admission.release(first);
        assertThat(admission.admit("a")).isSameAs(first);
    }

    @Test
    void admit_refused_isNotCounted() throws Exception {
        Admission admission = limited(1, 1);
        Admission.Host first = admission.admit("a");
        for (int i = 0; i < 100; i++) {
            assertRefused(() -> admission.admit("b"), "the limit of 1 connections is reached");
        }
        admission.release(first);
        admission.admit("b");
    }

    @Test
    void admit_tooFast_isRefusedUntilTimePasses() throws Exception {
        String limit = "the limit of 20 new connections per second from one address is reached";
        Admission admission = new Admission(
                owner, ServerOptions.defaults().withMaxConnectionsPerHost(30).withConnectionRate(20), () -> now);
        for (int i = 0; i < 30; i++) {
            admission.release(admission.admit("a"));
        }
        assertRefused(() -> admission.admit("a"), limit);
        admission.admit("b");
        now += Duration.ofMillis(49).toNanos();
        assertRefused(() -> admission.admit("a"), limit);
        now += Duration.ofMillis(1).toNanos();
        admission.admit("a");
        assertRefused(() -> admission.admit("a"), limit);
    }

    @Test
    void admit_manyAddresses_rememberOnlyTheLatest() throws Exception {
        Admission admission = new Admission(
                owner, ServerOptions.defaults().withMaxConnectionsPerHost(1).withConnectionRate(1), () -> now);
        admission.release(admission.admit("a"));
        for (int i = 0; i < 16_383; i++) {
            admission.release(admission.admit("other " + i));
        }
        assertThatThrownBy(() -> admission.admit("a")).hasMessageContaining("1 new connections per second");
        for (int i = 0; i < 16_384; i++) {
            admission.release(admission.admit("new " + i));
        }
        admission.admit("a");
    }

    @Test
    void admit_deniedAddress_isRefusedAsLongAsItIsDenied() throws Exception {
        AtomicReference<AddressSet> denied = new AtomicReference<>(AddressSet.parse("10.0.0.0/8"));
        Admission admission = new Admission(owner, ServerOptions.defaults().withDenied(denied::get), () -> now);
        String denial = "its address is on the deny list";
        assertRefused(() -> admission.admit("10.1.2.3"), denial);
        assertRefused(() -> admission.admitProxy("10.1.2.3"), denial);
        assertRefused(() -> admission.admitClient("10.1.2.3"), denial);
        admission.admit("11.1.2.3");
        denied.set(AddressSet.none());
        admission.admit("10.1.2.3");
    }

    @Test
    void admitClient_countsForClientInsteadOfProxy() throws Exception {
        Admission admission = limited(4, 1);
        Admission.Host proxy = admission.admitProxy("a");
        admission.admitProxy("a");
        Admission.Host client = admission.admitClient("a");
        assertThat(client).isNotSameAs(proxy);
        assertRefused(() -> admission.admitClient("a"), "the limit of 1 connections from one address is reached");
        admission.release(client);
        // The connection of the balancer that has no client yet doesn't count for its address.
        admission.admit("a");
        admission.release(proxy);
        assertRefused(() -> admission.admit("a"), "the limit of 1 connections from one address is reached");
    }

    @Test
    void release_lastConnection_removesAddress() throws Exception {
        Admission admission = limited(10, 10);
        Admission.Host first = admission.admit("a");
        assertThat(first.address()).isEqualTo("a");
        admission.release(first);
        assertThat(admission.admit("a")).isNotSameAs(first);
    }

    @Test
    void counts_manyThreads_areCorrect() throws Exception {
        Admission admission = limited(1000, 100);
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> admitAndRelease(admission, "host " + thread % 2)))
                .toList();
        threads.forEach(CompletableFuture::join);
        for (int i = 0; i < 100; i++) {
            admission.admit("host 0");
        }
        assertRefused(() -> admission.admit("host 0"), "the limit of 100 connections from one address is reached");
        admission.admit("host 1");
    }

    private Admission limited(int connections, int perHost) {
        return new Admission(
                owner,
                ServerOptions.defaults()
                        .withMaxConnections(connections)
                        .withMaxConnectionsPerHost(perHost)
                        .withConnectionRate(Integer.MAX_VALUE),
                () -> now);
    }

    private static void assertRefused(ThrowingCallable admit, String limit) {
        assertThatThrownBy(admit).isInstanceOf(Admission.Refused.class).hasMessage(limit);
    }

    private static void admitAndRelease(Admission admission, String address) {
        for (int round = 0; round < 1000; round++) {
            List<Admission.Host> here = new ArrayList<>();
            try {
                for (int i = 0; i < 60; i++) {
                    here.add(admission.admit(address));
                }
            } catch (Admission.Refused e) {
                // Two threads share the limit of an address.
                assertThat(e).hasMessageContaining("100 connections");
            }
            here.forEach(admission::release);
        }
    }
}
