// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

/** Asks for all rooms. The answer is a {@link RoomListing}. */
public record GetDirectory() implements CrdsCommand {
    static final int CODE = 1;

    @Override
    public int code() {
        return CODE;
    }
}
