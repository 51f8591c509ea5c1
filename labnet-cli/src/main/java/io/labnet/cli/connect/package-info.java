// SPDX-License-Identifier: Apache-2.0

/** The options of clients: the address of the server and TLS, and what to say if it is out of reach. */
@NullMarked
package io.labnet.cli.connect;

import org.jspecify.annotations.NullMarked;
