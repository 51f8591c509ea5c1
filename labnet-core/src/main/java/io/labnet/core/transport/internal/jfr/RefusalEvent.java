// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** Input that was refused, or a connection that was refused because a limit was reached. */
@Name("io.labnet.Refusal")
@Label("Refusal")
@Description("Input or a connection that a labnet server refused")
final class RefusalEvent extends PeerEvent {
    @Label("Rule")
    @Description("The number of the broken rule, such as xor-1.1; null if there is none")
    @Nullable
    String rule;

    @Label("Reason")
    @Description("The kind of the refusal: MALFORMED, CHECKSUM, TOO_LARGE, TRUNCATED, TRAILING or LIMIT")
    String reason = "";

    @Label("Message")
    @Description("What was wrong")
    @Nullable
    String message;
}
