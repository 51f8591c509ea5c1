// SPDX-License-Identifier: Apache-2.0

/**
 * Small programs to copy, one file each. They need the published libraries and nothing of each other: copy the file,
 * change its package, and go on from there.
 */
@NullMarked
package io.labnet.examples;

import org.jspecify.annotations.NullMarked;
