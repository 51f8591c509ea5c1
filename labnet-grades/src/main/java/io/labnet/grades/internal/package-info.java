// SPDX-License-Identifier: Apache-2.0

/** Code shared by several packages of this library; not part of its API. */
@NullMarked
package io.labnet.grades.internal;

import org.jspecify.annotations.NullMarked;
