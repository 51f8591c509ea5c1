// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

/** What a client asks of a directory. */
public sealed interface CrdsCommand permits GetDirectory, MakeRoom, RefusedRoom, DeleteRoom, FindRoom {
    /**
     * Tells the byte that the command begins with.
     *
     * @return 1 to 4
     */
    int code();
}
