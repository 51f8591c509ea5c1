// SPDX-License-Identifier: Apache-2.0

/**
 * Small programs to copy, one file each. They need the published libraries, but not each other: copy a file, change its
 * package, and extend it.
 */
@NullMarked
package io.labnet.examples;

import org.jspecify.annotations.NullMarked;
