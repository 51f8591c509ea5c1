// SPDX-License-Identifier: Apache-2.0

/** Checksums that protocols share. Like codecs, they do no input or output. */
@NullMarked
package io.labnet.core.checksum;

import org.jspecify.annotations.NullMarked;
