// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.crds.internal.WireText;

/**
 * Asks for a room to be deleted. There is no answer, whether there was one or not.
 *
 * @param name a name, or what was sent in its place: any text, also the empty one, of at most 255 bytes. Bytes that are
 *     not UTF-8 stand in it as unpaired surrogates, U+DC80 to U+DCFF
 */
public record DeleteRoom(String name) implements CrdsCommand {
    static final int CODE = 3;

    /**
     * Makes the command.
     *
     * @param name the name of the room
     * @throws IllegalArgumentException if it is longer than 255 bytes or has surrogates that stand for no bytes
     */
    public DeleteRoom {
        WireText.requireField("name", name);
    }

    @Override
    public int code() {
        return CODE;
    }
}
