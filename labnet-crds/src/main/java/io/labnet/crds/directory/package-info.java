// SPDX-License-Identifier: Apache-2.0

/** Stores the rooms of a directory, and provides listings that many clients can read concurrently. */
@NullMarked
package io.labnet.crds.directory;

import org.jspecify.annotations.NullMarked;
