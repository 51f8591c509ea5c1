// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.check.CaseResult.Outcome;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.CrdsRule;
import io.labnet.crds.trace.CrdsDialogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cases that need others, and what is said of a reply that is not complete in time. */
class NeedsTest {
    /** A suite of given cases, for a server that only listens. */
    private record Given(List<CheckCase> given) implements Suite {
        @Override
        public String protocol() {
            return "crds";
        }

        @Override
        public Side side() {
            return Side.SERVER;
        }

        @Override
        public RulePage page() {
            return CrdsRule.page();
        }

        @Override
        public Dialogue<?, ?> dialogue() {
            return new CrdsDialogue();
        }

        @Override
        public CheckCase sanity() {
            return passing("crds-4.1/sanity");
        }

        @Override
        public List<CheckCase> cases(Random random) {
            return given;
        }

        @Override
        public Variant split() {
            return new Variant("crds-1.4", Level.SHOULD);
        }
    }

    private static CheckCase passing(String name) {
        return Script.of(name, "passes").open().must(1);
    }

    private static Script failing(String name) {
        return Script.of(name, "fails").act("fail", stage -> {
            throw new Mismatch("a success", "a failure");
        });
    }

    private static List<Outcome> outcomes(CheckCase... cases) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Target target = new Target(null, "127.0.0.1", listening.getLocalPort(), new TcpTransport(), Map.of());
            CheckReport report = new Checker(new Given(List.of(cases)), target, CheckOptions.DEFAULT, each -> {}).run();
            return report.results().stream().skip(1).map(CaseResult::outcome).toList();
        }
    }

    @Test
    void caseAfterOneThatItNeeds_isNotRun() throws IOException {
        CheckCase second = passing("crds-2.3/second").needing("crds-2.1/first");
        CheckCase third = passing("crds-4.2/third").needing("crds-2.3/second");

        assertThat(outcomes(failing("crds-2.1/first").must(1), second, third, passing("crds-3.1/other")))
                .containsExactly(Outcome.FAILED, Outcome.NOT_RUN, Outcome.NOT_RUN, Outcome.PASSED);
    }

    @Test
    void caseAfterFailureThatDoesNotBind_isRun() throws IOException {
        CheckCase second = passing("crds-2.3/second").needing("crds-2.1/first");

        assertThat(outcomes(failing("crds-2.1/first").should(0), second))
                .containsExactly(Outcome.FAILED, Outcome.PASSED);
    }

    @Test
    void caseWhoseNeedIsNotSelected_isRun() throws IOException {
        assertThat(outcomes(passing("crds-2.3/second").needing("crds-2.1/first").with(Trait.WHOLE)))
                .containsExactly(Outcome.PASSED);
    }

    @Test
    void replyThatIsNotComplete_isExplainedByItsDecoder() {
        Expectation listing =
                Expectation.message(CrdsProtocol.listingClient().decoders(), "a listing", (reply, stage) -> "");
        byte[] itself = {0, 0, 0, 0, 0, 0, 0, 8};

        Mismatch late = listing.late(new Mismatch("a listing", "only these bytes came", itself, 8, null));

        assertThat(late.rule()).isEqualTo("crds-4.2");
        assertThat(late.likelyCause()).isEqualTo("the length counts its own 8 bytes");
    }
}
