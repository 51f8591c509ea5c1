// SPDX-License-Identifier: Apache-2.0

/**
 * What the codec and the client share and no user names.
 */
@NullMarked
package io.labnet.grades.internal;

import org.jspecify.annotations.NullMarked;
