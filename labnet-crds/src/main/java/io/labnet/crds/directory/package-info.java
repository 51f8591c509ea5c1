// SPDX-License-Identifier: Apache-2.0

/**
 * The rooms of a directory, and their listing as bytes that many clients take at once.
 */
@NullMarked
package io.labnet.crds.directory;

import org.jspecify.annotations.NullMarked;
