// SPDX-License-Identifier: Apache-2.0
/** The subcommand {@code tap}: stands between two programs, and shows and judges what they say. */
@NullMarked
package io.labnet.cli.tap;

import org.jspecify.annotations.NullMarked;
