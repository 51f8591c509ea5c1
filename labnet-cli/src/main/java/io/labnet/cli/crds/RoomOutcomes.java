// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import io.labnet.crds.Room;
import io.labnet.crds.client.CreateOutcome;
import io.labnet.crds.client.DeleteOutcome;
import org.apache.commons.lang3.StringUtils;

/** Messages for the outcomes of room commands: a printable line, or a failure. */
final class RoomOutcomes {
    private static final int MAX_LINE = 300;

    private RoomOutcomes() {}

    static String made(Room room, CreateOutcome outcome) throws Failure {
        return switch (outcome) {
            case CREATED -> "made " + EscapedText.of(room.toString());
            case REPLACED -> "replaced " + EscapedText.of(room.toString());
            case ALREADY_THERE -> throw notMade(room, "it exists already");
            case NAME_TAKEN -> throw notMade(room, "another room has its name");
            case ADDRESS_TAKEN -> throw notMade(room, "another room has its address and port");
            case NAME_AND_ADDRESS_TAKEN ->
                throw notMade(room, "another room has its name, and a third its address and port");
            case NOT_THERE -> throw notMade(room, "the directory does not list it; it may be full");
        };
    }

    static String deleted(String name, DeleteOutcome outcome) throws Failure {
        return switch (outcome) {
            case DELETED -> "deleted " + EscapedText.of(name);
            case NO_SUCH_ROOM -> throw new Failure("there is no room '" + name + "'");
            case STILL_THERE -> throw new Failure("the room '" + name + "' is still listed, or has been made again");
        };
    }

    /** Returns an excerpt of a line of a listing that is not a room. */
    static String noRoom(String line) {
        return EscapedText.of(StringUtils.abbreviate(line, MAX_LINE));
    }

    private static Failure notMade(Room room, String reason) {
        return new Failure("the room '" + room + "' was not made: " + reason);
    }
}
