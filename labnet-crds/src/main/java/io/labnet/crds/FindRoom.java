// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.crds.internal.WireText;

/**
 * Asks where a room is. The answer is {@link RoomFound} or {@link NoSuchRoom}, and the end of the conversation.
 *
 * @param name a name, or what was sent in its place: any text, also the empty one, of at most 255 bytes. Bytes that are
 *     not UTF-8 stand in it as unpaired surrogates, U+DC80 to U+DCFF
 */
public record FindRoom(String name) implements CrdsCommand {
    static final int CODE = 4;

    /**
     * Makes the command.
     *
     * @param name the name of the room
     * @throws IllegalArgumentException if it is longer than 255 bytes or has surrogates that stand for no bytes
     */
    public FindRoom {
        WireText.requireField("name", name);
    }

    @Override
    public int code() {
        return CODE;
    }
}
