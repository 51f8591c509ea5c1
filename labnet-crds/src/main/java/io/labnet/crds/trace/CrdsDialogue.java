// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.trace;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.transport.trace.Description;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.CrdsReply;
import io.labnet.crds.CrdsRule;
import io.labnet.crds.FindReply;
import io.labnet.crds.ListingFlaw;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomListing;
import io.labnet.crds.RoomRefusal;
import io.labnet.crds.directory.CreateResult;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.internal.WireText;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dialogue of one connection to a directory. A name or an address counts as taken only if this connection has made
 * the room: other connections may have deleted what a listing shows.
 */
public final class CrdsDialogue implements Dialogue<CrdsCommand, CrdsReply> {
    private static final List<String> MAKEROOM_FIELDS = List.of("name", "address", "port");
    private static final List<String> NAME_FIELD = List.of("name");

    private final DirectoryRules rules;
    private final ExpectedReplyDecoder replies = new ExpectedReplyDecoder();
    private MemoryRoomDirectory made;

    /** Creates the dialogue of a connection to a directory with the default rules. */
    public CrdsDialogue() {
        this(DirectoryRules.DEFAULT);
    }

    /**
     * Creates the dialogue of a connection.
     *
     * @param rules the rules of the directory
     */
    public CrdsDialogue(DirectoryRules rules) {
        this.rules = Objects.requireNonNull(rules, "rules");
        this.made = new MemoryRoomDirectory(rules);
    }

    @Override
    public Protocol<CrdsCommand, ?> server() {
        return CrdsProtocol.server();
    }

    @Override
    public Protocol<CrdsReply, ?> client() {
        return CrdsProtocol.listingClient().withDecoders(() -> replies);
    }

    @Override
    public Description fromClient(CrdsCommand command) {
        replies.sent(command);
        String words = command.verb().name().toLowerCase(Locale.ROOT);
        String target = command instanceof MakeRoom make
                ? make.name() + " " + make.group() + ":" + make.port()
                : String.join(" ", command.fields());
        Description described = Description.of((words + " " + target).strip()).with("command", 1, words);
        List<String> names = command instanceof MakeRoom ? MAKEROOM_FIELDS : NAME_FIELD;
        for (int i = 0; i < command.fields().size(); i++) {
            described = withField(described, names.get(i), command.fields().get(i));
        }
        if (command instanceof DeleteRoom delete) {
            made.delete(delete.name());
        }
        return described.breaking(command instanceof MakeRoom make ? refusal(make) : null);
    }

    private @Nullable ProtocolException refusal(MakeRoom command) {
        RoomRefusal invalid = command.refusal();
        if (invalid == null) {
            CreateResult result = made.create(command.room());
            invalid = result.succeeded() ? null : result.refusal();
        }
        return invalid == null ? null : invalid.fault(command);
    }

    @Override
    public Description fromServer(CrdsReply reply) {
        if (reply instanceof RoomListing listing) {
            return describe(listing, replies.takeFlaws());
        }
        RoomAddress address = ((FindReply) reply).address();
        if (address == null) {
            return Description.of("no such room").with("length", 1, "0: no such room");
        }
        Description described = Description.of("the room's address is " + address);
        described = withField(described, "address", address.group());
        // The port has no field: a server may send zeros before its digits, so the number of bytes is not known.
        return described.with("length", 1, "of the port");
    }

    private Description describe(RoomListing listing, Set<ListingFlaw> flaws) {
        forgetMissing(listing);
        int rooms = listing.rooms().size();
        StringBuilder words = new StringBuilder("listing of " + rooms + (rooms == 1 ? " room" : " rooms"));
        if (!listing.otherLines().isEmpty()) {
            words.append(", and other lines: ").append(listing.otherLines().size());
        }
        for (ListingFlaw flaw : flaws) {
            words.append("; ").append(flaw.explanation());
        }
        Description described = Description.of(words.toString()).with("length", Long.BYTES, "of the lines");
        return flaws.contains(ListingFlaw.LENGTH_IN_CHARACTERS)
                ? described.breaking(new ProtocolException(
                        CrdsRule.LISTING_BYTES, Reason.MALFORMED, 0, "the length counts characters, not bytes"))
                : described;
    }

    /** Forgets the rooms that somebody else has deleted. */
    private void forgetMissing(RoomListing listing) {
        MemoryRoomDirectory left = new MemoryRoomDirectory(rules);
        for (Room room : listing.rooms()) {
            if (room.address().equals(made.find(room.name()))) {
                CreateResult unused = left.create(room);
            }
        }
        made = left;
    }

    @Override
    public @Nullable ProtocolException ended(Side side) {
        return side == Side.SERVER ? replies.missing() : null;
    }

    private static Description withField(Description description, String name, String text) {
        int length = WireText.encode(text).length;
        return description.with("length", 1, Integer.toString(length)).with(name, length, text);
    }
}
