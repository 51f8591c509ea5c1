// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.Verb;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.CrdsReply;
import io.labnet.crds.CrdsRule;
import io.labnet.crds.ListingFlaw;
import io.labnet.crds.RoomListingDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes replies by the commands that have no reply yet, since a reply does not identify its command. */
final class ExpectedReplyDecoder implements Decoder<CrdsReply> {
    private final Deque<Verb> unanswered = new ArrayDeque<>();
    private final Set<ListingFlaw> flaws = EnumSet.noneOf(ListingFlaw.class);

    /** Listings have one decoder, because what follows a listing with a wrong length may be the rest of it. */
    private final Decoder<CrdsReply> listings = new RoomListingDecoder(CrdsProtocol.MAX_LISTING_BYTES, flaws::add);

    private Decoder<CrdsReply> finds = newFinds();
    private String lastCommand = "";

    private static Decoder<CrdsReply> newFinds() {
        return CrdsProtocol.findingClient().decoders().get();
    }

    void sent(CrdsCommand command) {
        Verb verb = command.verb();
        lastCommand =
                verb == Verb.MAKEROOM || verb == Verb.DELETEROOM ? verb.name().toLowerCase(Locale.ROOT) : "";
        if (lastCommand.isEmpty()) {
            unanswered.add(verb);
        }
    }

    /** Returns the flaws of the last listing, and forgets them. */
    Set<ListingFlaw> takeFlaws() {
        Set<ListingFlaw> taken = Set.copyOf(flaws);
        flaws.clear();
        return taken;
    }

    /** Returns the fault of a server that ends its output now; {@code null} if it has replied to all commands. */
    @Nullable
    ProtocolException missing() {
        return unanswered.isEmpty()
                ? null
                : current().incomplete(ByteBuffer.allocate(0), "the server closed the connection without a reply");
    }

    @Override
    public @Nullable CrdsReply decode(ByteBuffer in, Boundary boundary) {
        if (unanswered.isEmpty()) {
            // Skips the rest of eight zero bytes for an unknown room.
            CrdsReply none = in.hasRemaining() && in.get(in.position()) == 0 ? finds.decode(in, boundary) : null;
            if (in.hasRemaining() || none != null) {
                throw unexpected();
            }
            return null;
        }
        Verb verb = unanswered.getFirst();
        CrdsReply reply = current().decode(in, boundary);
        if (reply != null) {
            unanswered.removeFirst();
            finds = verb == Verb.GETDIR ? newFinds() : finds;
        }
        return reply;
    }

    private ProtocolException unexpected() {
        String problem = lastCommand.isEmpty()
                ? "the server sent bytes, but no command waits for a reply"
                : "the server replied to " + lastCommand + ", which has no reply";
        return new ProtocolException(CrdsRule.NO_REPLY, Reason.MALFORMED, 0, problem);
    }

    private Decoder<CrdsReply> current() {
        return unanswered.getFirst() == Verb.GETDIR ? listings : finds;
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        return unanswered.isEmpty() ? unexpected() : current().incomplete(rest, event);
    }
}
