// SPDX-License-Identifier: Apache-2.0

/** The checksummed packet protocol with XOR cipher. Empty until its codec is built. */
@NullMarked
package io.labnet.xorproto;

import org.jspecify.annotations.NullMarked;
