// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.fernet.FernetKey;

/**
 * A key of the command line.
 *
 * @param place where the user wrote it, for messages
 * @param key the key
 */
record GivenKey(String place, FernetKey key) {}
