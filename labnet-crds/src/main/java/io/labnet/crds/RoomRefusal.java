// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.KnownMistakes;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a directory refuses to create a room. The protocol has no reply to makeroom: the server counts
 * and logs a refused room, and the conversation continues.
 */
public enum RoomRefusal {
    /** The name is empty. */
    NAME_EMPTY("its name is empty", CrdsRule.LENGTH_BYTE),
    /** The name is longer than {@link Room#MAX_NAME_BYTES}. Impossible on the wire, where the length is one byte. */
    NAME_TOO_LONG("its name has more than " + Room.MAX_NAME_BYTES + " bytes", CrdsRule.LENGTH_BYTE),
    /** The name is not UTF-8. */
    NAME_NOT_UTF8("its name is not UTF-8", CrdsRule.NAME),
    /** The name contains a control character, which could forge lines of a listing. */
    NAME_HAS_CONTROL_CHARACTER("its name has a control character", CrdsRule.NAME),
    /** The address is not four numbers of 0 to 255 without leading zeros, separated by dots. */
    ADDRESS_MALFORMED("its address is not a dotted quad such as 239.0.0.10", CrdsRule.ADDRESS),
    /** The address is outside 239.0.0.0/8. */
    ADDRESS_OUT_OF_RANGE("its address lies outside 239.0.0.0/8", CrdsRule.ADDRESS_RANGE),
    /** The port is not one to five digits. */
    PORT_MALFORMED("its port is not one to five digits", CrdsRule.PORT),
    /** The port is 0 or larger than 65,535. */
    PORT_OUT_OF_RANGE("its port lies outside 1 to 65535", CrdsRule.PORT),
    /** Another room has the same name. */
    NAME_TAKEN("its name is taken", CrdsRule.UNIQUE),
    /** Another room has the same address and port. */
    ADDRESS_TAKEN("its address and port are taken", CrdsRule.UNIQUE),
    /** The directory has the maximum number of rooms. */
    DIRECTORY_FULL("the directory is full", CrdsRule.DIRECTORY_SIZE),
    /** The directory failed, for instance because a database could not be reached. */
    DIRECTORY_FAILED("the directory failed", null);

    private final String reason;
    private final @Nullable CrdsRule rule;

    RoomRefusal(String reason, @Nullable CrdsRule rule) {
        this.reason = Objects.requireNonNull(reason, "reason");
        this.rule = rule;
    }

    /** {@return the reason as part of a sentence about the room, such as {@code its name is empty}} */
    public String reason() {
        return reason;
    }

    /**
     * {@return the reason with the likely cause, if the mistake is a known one, and the number of the broken rule, such
     * as {@code its name is taken (crds-3.5)}}
     *
     * @param command the refused command
     */
    public String explain(MakeRoom command) {
        return String.valueOf(fault(command).getMessage());
    }

    /**
     * {@return the refusal as an exception, with the broken rule, and the likely cause if the mistake is a known one;
     * no rule is broken if the directory failed}
     *
     * @param command the refused command
     */
    public ProtocolException fault(MakeRoom command) {
        return switch (this) {
            case NAME_EMPTY, NAME_NOT_UTF8, NAME_HAS_CONTROL_CHARACTER ->
                fault(command, CrdsMistake.NAME, command.name());
            case ADDRESS_MALFORMED, ADDRESS_OUT_OF_RANGE -> fault(command, CrdsMistake.ADDRESS, command.group());
            case PORT_MALFORMED -> fault(CrdsMistake.PORT, WireText.encode(command.port()));
            default -> fault();
        };
    }

    /**
     * {@return why there is no room of a name, such as {@code no such room: its name is empty (crds-2.1)}}
     *
     * @param name the name in a command
     */
    public static String explainUnknown(String name) {
        RoomRefusal refusal = RoomRules.ofName(name);
        return "no such room"
                + (refusal == null
                        ? ""
                        : ": "
                                + refusal.fault(CrdsMistake.NAME, WireText.encode(name))
                                        .getMessage());
    }

    /** Seeks a mistake in the whole command first: it may be the reason why a field is wrong. */
    private ProtocolException fault(MakeRoom command, KnownMistakes ofField, String field) {
        byte[] bytes = command.encode();
        return CrdsMistake.MAKEROOM.find(ByteBuffer.wrap(bytes)) == null
                ? fault(ofField, WireText.encode(field))
                : fault(CrdsMistake.MAKEROOM, bytes);
    }

    private ProtocolException fault(KnownMistakes mistakes, byte[] bytes) {
        return fault().explainedBy(mistakes, ByteBuffer.wrap(bytes));
    }

    private ProtocolException fault() {
        return rule == null
                ? new ProtocolException(Reason.MALFORMED, 0, reason)
                : new ProtocolException(rule, Reason.MALFORMED, 0, reason);
    }
}
