// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

/** Where somebody at the client is. */
enum ShellMode {
    /** Nowhere yet. */
    MAIN,
    /** Connected to the directory. */
    CONNECTED,
    /** In a room, where what is typed is said. */
    CHAT
}
