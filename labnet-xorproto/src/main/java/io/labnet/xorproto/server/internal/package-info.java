// SPDX-License-Identifier: Apache-2.0

/** Code shared with the dialogue of the protocol; not part of the API. */
@NullMarked
package io.labnet.xorproto.server.internal;

import org.jspecify.annotations.NullMarked;
